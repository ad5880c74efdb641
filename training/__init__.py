"""How the shipped language weights are made: data, model, training, export, evaluation. Needs torch; the product does not."""
