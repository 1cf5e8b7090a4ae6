"""A draft against its sources: each quotation, number, name, date and claim, found or not."""
