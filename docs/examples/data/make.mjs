// Writes the tables of this folder from the packages that README.md names: node make.mjs <folder they are unpacked in>
import { readFileSync, writeFileSync } from "node:fs";

const [source = "."] = process.argv.slice(2);

/** @typedef {Record<string, string | number | null>} Item */

/** @param {string} path */
const read = (path) => readFileSync(`${source}/${path}`, "utf8");

/** @type {(text: string) => Item[]} */
const parse = JSON.parse;

/** @param {string} name @param {readonly string[]} columns @param {readonly unknown[][]} rows */
const write = (name, columns, rows) =>
  writeFileSync(new URL(name, import.meta.url), [columns, ...rows].map((row) => `${row.join(",")}\n`).join(""));

write(
  "iris.csv",
  ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"],
  parse(read("iris/package/lib/data/iris.json")).map((flower) => Object.values(flower)),
);

const cars = parse(read("vega/package/data/cars.json"));
write(
  "cars.csv",
  ["mpg", "cylinders", "displacement", "horsepower", "weight", "acceleration", "year", "origin"],
  cars
    .filter((car) => !Object.values(car).includes(null))
    .map((car) => [
      car.Miles_per_Gallon,
      car.Cylinders,
      car.Displacement,
      car.Horsepower,
      car.Weight_in_lbs,
      car.Acceleration,
      String(car.Year).slice(0, 4),
      car.Origin,
    ]),
);

const penguins = parse(read("vega/package/data/penguins.json"));
write(
  "penguins.csv",
  ["island", "beak_length", "beak_depth", "flipper_length", "body_mass", "sex", "species"],
  penguins.map((bird) => [
    bird.Island,
    bird["Beak Length (mm)"],
    bird["Beak Depth (mm)"],
    bird["Flipper Length (mm)"],
    bird["Body Mass (g)"],
    bird.Sex === "." ? "" : bird.Sex?.toString().toLowerCase(),
    bird.Species,
  ]),
);

const measures = [
  ...["radius", "texture", "perimeter", "area", "smoothness"],
  ...["compactness", "concavity", "concave_points", "symmetry", "fractal_dimension"],
];
const cancer = "sklearn/usr/lib/python3/dist-packages/sklearn/datasets/data/breast_cancer.csv";
const [, ...tumours] = read(cancer).trim().split("\n");
write(
  "breast-cancer.csv",
  [...["mean", "error", "worst"].flatMap((kind) => measures.map((name) => `${name}_${kind}`)), "malignant"],
  tumours.map((line) => {
    const cells = line.trim().split(",");
    return [...cells.slice(0, -1), cells.at(-1) === "0" ? "yes" : "no"];
  }),
);
