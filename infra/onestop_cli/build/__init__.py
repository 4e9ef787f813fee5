"""What CloudFormation is given: functions, layers and templates, packed."""
