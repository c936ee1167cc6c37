"""How the weights that ship with Vedette are made. Not part of the package."""
