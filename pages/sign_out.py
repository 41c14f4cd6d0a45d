"""Se déconnecter: closes the session and leaves."""

from components.auth import sign_out

sign_out()
