"""Every file that leaves the house, made of the readings the screens show."""
