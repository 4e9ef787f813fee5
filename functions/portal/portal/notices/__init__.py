"""Notices to many, for everybody: the page of one, the feed, and each as an alert of the Common Alerting Protocol."""
