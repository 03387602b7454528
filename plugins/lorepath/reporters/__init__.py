"""Report → text. Each reporter is a pure function; untrusted text is neutralised in `safe` before it leaves."""
