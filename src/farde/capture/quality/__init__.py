"""Quality of what is captured: a second pair of eyes by sampling, new scans, figures."""
