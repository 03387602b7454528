// What the tests need of the portal's scripts, from where browsers get them.
export * from "../../plugins/lorepath/site/theme/assets/calendar.js";
export * from "../../plugins/lorepath/site/theme/assets/pruning.js";
export * from "../../plugins/lorepath/site/theme/assets/record.js";
export * from "../../plugins/lorepath/site/theme/assets/search.js";
export * from "../../plugins/lorepath/site/theme/assets/share.js";
export * from "../../plugins/lorepath/site/theme/assets/weeks.js";
