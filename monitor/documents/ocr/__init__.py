"""Reads pictures: scanned pages, ruled tables cell by cell, each with how sure the reading is.

Heavy libraries load with these modules, so only the confined process imports them.
"""
