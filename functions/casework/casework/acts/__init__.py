"""What staff may do on a case, and how one act is carried out: who may, what is sent, what follows, once."""
