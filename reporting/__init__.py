"""The annual report and what else is drawn from live data; reads everyone, imported by no one."""
