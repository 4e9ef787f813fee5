"""Cases that staff open for somebody who came, called or wrote."""
