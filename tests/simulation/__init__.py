"""A day in the life of many feeds, with a clock of its own: is little asked, and seen soon?"""
