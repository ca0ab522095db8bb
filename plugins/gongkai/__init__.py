"""gongkai: publishes 政府信息公开工作年度报告 as a checked, searchable, citable static site."""
