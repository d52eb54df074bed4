"""OpenDocument text, to be read alone: what LibreOffice and others save, with tracked changes accepted."""
