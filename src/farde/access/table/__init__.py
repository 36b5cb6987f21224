"""The page of the matrix of rights: who may do what, and which service reads which type."""
