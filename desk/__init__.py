"""Pages in a browser. So far the public ones, which ask nobody who they are: home, vacancies, the server's state."""
