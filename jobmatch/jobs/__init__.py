"""What runs in the background or by the clock."""
