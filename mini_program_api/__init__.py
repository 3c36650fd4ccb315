"""What the mini-program speaks to, and what WeChat speaks to."""
