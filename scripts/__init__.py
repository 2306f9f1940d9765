"""What developers run by hand: nothing of it is needed to run or to test the program."""
