"""What is paid for somebody's class: the training subsidy and the living allowance, each claimed once."""
