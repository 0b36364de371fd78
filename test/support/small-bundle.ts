/** Stands in for the bundle's builder. */
console.log('/nowhere/bundle.js');
