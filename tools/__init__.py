"""The house's own checks; none of this is installed with Candide."""
