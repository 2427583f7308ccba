"""Polite HTTP: one schedule for all processes, time-outs, and waits that grow. See `polite`."""
