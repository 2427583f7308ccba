"""The stages in order, each kept in the run's folder so that a killed run goes on.

question -> SearchPlan -> Papers -> Documents -> Claims -> Verdicts -> Report -> files
"""
