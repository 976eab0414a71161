// Package mongodb is what the hooks for the two major versions of MongoDB's driver have in common. It knows neither of them: what
// the driver keeps unexported is read by reflection, and commands are read from their BSON.
package mongodb
