"""What is drawn of a person's minutes: data in, geometry out. The templates in `progress/charts/`
put it into SVG. Words, colours and queries are elsewhere."""
