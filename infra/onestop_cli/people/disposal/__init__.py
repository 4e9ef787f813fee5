"""What is kept of cases whose time is over: listed, approved by two people, erased, and certified."""
