"""Article to records: names, attributions, speakers, channels, figures and dates."""
