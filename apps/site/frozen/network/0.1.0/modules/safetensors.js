import{a,b}from"./shared/QVMLQVT5.js";import"./shared/ZONQDNKH.js";export{a as decode,b as encode};
