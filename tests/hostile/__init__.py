"""Publishers that mean harm, or cannot help it, in a process of their own."""
