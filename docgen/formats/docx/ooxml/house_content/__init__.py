"""What a firm's designer leaves in a house file: some of it is refused by name, some left out, and some put in the form that Word expects."""
