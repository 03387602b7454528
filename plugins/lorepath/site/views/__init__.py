"""Views: what each kind of page says, as frozen values. Templates show them and decide nothing."""
