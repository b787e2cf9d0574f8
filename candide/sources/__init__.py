"""Sources, one module or folder per export format; the contract is `candide.source`."""
