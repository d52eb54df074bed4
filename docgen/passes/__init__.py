"""Steps over a composed tree that compute what is carried but not compared: numbers, labels, first uses."""
