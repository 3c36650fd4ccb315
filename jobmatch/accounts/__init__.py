"""Who works here and how they prove it: accounts, passwords, sign-ins that end. What they may do stands in `access`."""
