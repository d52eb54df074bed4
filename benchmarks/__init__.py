"""What docgen costs, in one run with what cannot be avoided and with its peers."""
