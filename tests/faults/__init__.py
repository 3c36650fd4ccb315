"""What happens when processes are killed and clocks are set."""
