"""What a county's seats place when they are planned, beside what they place when they go to whoever asks most."""
