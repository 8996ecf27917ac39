people-sign-in = Sign in
people-sign-in-act = Sign in
people-sign-in-held = What you wrote is kept. Sign in and you can send it from where you were.
people-email = Mail address
people-password = Password
