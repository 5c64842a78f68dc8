import{a,b}from"./shared/HQJD3MR6.js";import"./shared/MCAZGAB2.js";export{a as decode,b as encode};
