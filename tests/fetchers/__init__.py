"""Every source against example pages in its layout, in our own words."""
