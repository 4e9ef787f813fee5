"""The language that all Onestop functions share: domain, contracts, storage, runtime."""
