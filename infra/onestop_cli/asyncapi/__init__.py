"""The AsyncAPI document of the events: made from the contracts, and committed."""
