"""The words of the project: models, errors and ports. Standard library only."""
