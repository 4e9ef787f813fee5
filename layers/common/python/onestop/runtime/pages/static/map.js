/* The map of residents' pages. It enhances each <div data-map hidden>; without a script that stays hidden, and the page
   has a list or a form for everything the map does. What it reads (the macro `map_box` of map.html writes all of it):

   data-leaflet, data-style, data-layers   addresses of Leaflet, the style, the jurisdiction's own lines
   data-name        the name of the map             data-words      its words, as JSON
   data-lat, data-long   ids of the fields that the pin fills in; without them there is no pin
   data-clears      ids of fields that the pin makes out of date, separated by spaces
   data-marks       address of GeoJSON whose points are shown, a group where they are close together
   data-center      "lat,long" where it opens; else data-district, a code; else the whole city
   data-tiles, data-attribution   background pictures, if the operator set up a server of them; data-archive is then
                    the address of the script that reads an archive of them (PMTiles)
   data-open        opens at once, unless the browser asks to save data; else a button opens it

   It tells the page by events of the div, which bubble: map:ready, and map:pin with {lat, long, street, inside}. */
(() => {
  'use strict';
  const UNIT = 1e5, CELL = 56, CLOSEST = 19, NAMES_FROM = 16, LABELS = 30, BESIDE = 0.0006;

  document.querySelectorAll('[data-map]').forEach((box) => {
    const words = JSON.parse(box.dataset.words), opener = button(words.show, 'button second');
    box.hidden = false;
    box.append(opener);
    opener.addEventListener('click', () => load(box, words, opener, true));
    const connection = navigator.connection;
    if ('open' in box.dataset && !(connection && connection.saveData)) load(box, words, opener, false);
  });

  function load(box, words, opener, asked) {
    const at = box.dataset, status = element('p', 'quiet');
    opener.disabled = true;
    status.setAttribute('role', 'status');
    box.append(status);
    Promise.all([json(at.layers), at.marks ? json(at.marks) : null, need('script', { src: at.leaflet }),
      need('link', { rel: 'stylesheet', href: at.style }), at.archive ? need('script', { src: at.archive }) : null])
      .then(([layers, marks]) => {
        opener.remove();
        draw(box, words, status, unpack(layers), marks ? marks.features : [], asked);
      })
      .catch(() => { opener.disabled = false; status.textContent = words.failed; });
  }

  function draw(box, words, status, layers, marks, asked) {
    const at = box.dataset, fields = ['lat', 'long'].map((name) => document.getElementById(at[name]));
    const pinned = fields[0] && fields[1], still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const frame = element('div', 'map-frame'), sheet = element('div', 'map-sheet'), bar = element('div', 'map-bar');
    const help = element('p', 'hint', pinned ? words.pick : words.keys);
    help.id = `map-help-${Math.random().toString(36).slice(2)}`;
    sheet.setAttribute('role', 'application');
    sheet.setAttribute('aria-label', at.name);
    sheet.setAttribute('aria-describedby', help.id);
    frame.append(sheet);
    box.prepend(help, frame, bar);
    const map = L.map(sheet, { zoomControl: false, attributionControl: Boolean(at.tiles), scrollWheelZoom: false,
      renderer: L.svg({ padding: 0.5 }), maxZoom: CLOSEST, keyboardPanDelta: 60, zoomAnimation: !still,
      fadeAnimation: !still, inertia: !still });
    const whole = L.latLngBounds(layers.districts.flatMap((each) => each.lines.flat()));
    const district = layers.districts.find((each) => each.code === at.district);
    const center = at.center ? at.center.split(',').map(Number) : given(fields);
    if (center) map.setView(center, 16);
    else if (whole.isValid()) map.fitBounds(district ? L.latLngBounds(district.lines.flat()) : whole);
    else map.setView([0, 0], 2);
    if (at.tiles) {
      map.attributionControl.setPrefix(false);
      const options = { attribution: plain(at.attribution), maxZoom: CLOSEST };
      const tiles = at.archive ? pmtiles.leafletRasterLayer(new pmtiles.PMTiles(at.tiles), options)
        : L.tileLayer(at.tiles, options);
      tiles.addTo(map);
    } else {
      for (const kind of ['water', 'parks']) {
        layers[kind].forEach((each) => shape(L.polygon, each.lines, `map-${each.kind || kind}`));
      }
      layers.streets.forEach((each) => shape(L.polyline, each.lines, 'map-street'));
    }
    layers.districts.forEach((each) => shape(L.polygon, each.lines, 'map-district'));
    function shape(make, lines, className) {
      make(lines, { className, interactive: false, smoothFactor: 1.5 }).addTo(map);
    }

    let pin = null;
    const labels = L.layerGroup().addTo(map), dots = L.layerGroup().addTo(map);
    map.on('moveend', label);
    map.on('zoomend', group);
    label();
    group();
    if (asked) sheet.focus({ preventScroll: true });

    for (const [word, act] of [[words.closer, () => map.zoomIn()], [words.further, () => map.zoomOut()],
      [words.whole, () => whole.isValid() && map.fitBounds(whole)]]) tool(word, act);
    if (navigator.geolocation) tool(words.locate, locate);
    if (pinned) choose();
    box.dispatchEvent(new CustomEvent('map:ready', { bubbles: true, detail: { map } }));

    function tool(word, act, className) {
      const made = button(word, className || 'button second');
      made.addEventListener('click', act);
      bar.append(made);
      return made;
    }

    function locate() {
      navigator.geolocation.getCurrentPosition(
        (found) => {
          const here = L.latLng(found.coords.latitude, found.coords.longitude);
          map.setView(here, 17);
          if (pinned) put(here);
        },
        () => { status.textContent = words.not_located; }, { enableHighAccuracy: true, timeout: 10000 });
    }

    // ---- the pin: under the cross in the middle, or where somebody clicks
    function choose() {
      frame.append(element('div', 'map-cross'));
      bar.prepend(tool(words.put, () => put(map.getCenter()), 'button'));
      map.on('click', (event) => put(event.latlng));
      sheet.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.target !== sheet) return;
        event.preventDefault();
        put(map.getCenter());
      });
      if (given(fields)) show(L.latLng(given(fields)));
    }

    function show(here) {
      if (!pin) pin = L.marker(here, { icon: icon('map-pin', '', [28, 38], [14, 38]), interactive: false, keyboard: false });
      pin.setLatLng(here).addTo(map);
    }

    function put(here) {
      const street = nearest(layers.streets, here), inside = !layers.districts.length || within(layers.districts, here);
      show(here);
      [here.lat, here.lng].forEach((value, number) => {
        fields[number].disabled = false;
        fields[number].value = value.toFixed(5);
        fields[number].dispatchEvent(new Event('change', { bubbles: true }));
      });
      (at.clears || '').split(' ').forEach((id) => { if (id) document.getElementById(id).value = ''; });
      status.textContent = !inside ? words.outside : street ? words.put_near.replace('{street}', street) : words.put_there;
      const detail = { lat: here.lat, long: here.lng, street, inside };
      box.dispatchEvent(new CustomEvent('map:pin', { bubbles: true, detail }));
    }

    // ---- names: of districts when zoomed out, of the visible streets when zoomed in
    function label() {
      const sight = map.getBounds(), near = map.getZoom() >= NAMES_FROM;
      labels.clearLayers();
      if (near && at.tiles) return;
      const named = near ? [...layers.landmarks, ...layers.streets] : layers.districts;
      let left = LABELS;
      for (const each of named) {
        const point = near ? middle(each.lines, sight) : L.latLngBounds(each.lines.flat()).getCenter();
        if (point && left-- > 0) {
          const made = icon(near ? 'map-name' : 'map-name map-name-district', each.name, [0, 0], [0, 0]);
          labels.addLayer(L.marker(point, { icon: made, interactive: false, keyboard: false }));
        }
      }
    }

    // ---- marks: those that would cover each other become one, with their number on it
    function group() {
      const cells = new Map();
      dots.clearLayers();
      for (const mark of marks) {
        const here = L.latLng(mark.geometry.coordinates[1], mark.geometry.coordinates[0]);
        const spot = map.project(here).divideBy(CELL).floor(), key = `${spot.x}:${spot.y}`;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ here, said: mark.properties });
      }
      cells.forEach((some) => dots.addLayer(dot(some)));
    }

    function dot(some) {
      const one = some.length === 1, bounds = L.latLngBounds(some.map((each) => each.here));
      const name = one ? title(some[0].said) : words.many.replace('{count}', some.length);
      const made = L.marker(bounds.getCenter(), { title: name,
        icon: icon(one ? 'map-mark' : 'map-mark map-many', one ? '' : String(some.length), [44, 44], [22, 22]) });
      made.on('click', () => open(some, bounds));
      made.on('add', () => {
        const button = made.getElement();
        button.setAttribute('aria-label', name);
        button.addEventListener('keydown', (event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          open(some, bounds, true);
        });
      });
      return made;
    }

    function open(some, bounds, byKey) {
      const closest = bounds.getNorthEast().equals(bounds.getSouthWest()) || map.getZoom() >= CLOSEST - 1;
      if (some.length > 1 && !closest) {
        if (byKey) sheet.focus({ preventScroll: true }); // its mark is about to be replaced
        map.fitBounds(bounds.pad(0.2));
        return;
      }
      const list = listed(some), popup = L.popup({ autoPanPadding: [20, 20] });
      popup.setLatLng(bounds.getCenter()).setContent(list).openOn(map);
      list.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        popup.remove();
        sheet.focus({ preventScroll: true });
      });
      if (byKey) list.querySelector('a').focus({ preventScroll: true });
    }
  }

  function listed(some) {
    const list = element('ul', 'plain');
    some.forEach(({ said }) => {
      const line = element('li'), link = element('a', 'apart', title(said));
      link.href = `#case-${said.reference}`;
      line.append(link);
      list.append(line);
    });
    return list;
  }

  const title = (said) => `${said.service_name}: ${said.status_name}`;
  const plain = (text) => { const made = element('span', '', text); return made.innerHTML; };

  // ---- places
  function unpack(layers) {
    const made = {};
    for (const kind of Object.keys(layers)) {
      made[kind] = layers[kind].map(([name, code, ...lines]) => ({ name, code, kind: kind === 'water' ? 'water' : '',
        lines: lines.map((steps) => {
          let long = 0, lat = 0;
          const line = [];
          for (let each = 0; each < steps.length; each += 2) {
            long += steps[each];
            lat += steps[each + 1];
            line.push([lat / UNIT, long / UNIT]);
          }
          return line;
        }) }));
    }
    return made;
  }

  function given(fields) {
    const [lat, long] = fields.map((field) => field ? parseFloat(field.value.replace(',', '.')) : NaN);
    return isFinite(lat) && isFinite(long) ? [lat, long] : null;
  }

  function middle(lines, sight) {
    for (const line of lines) {
      if (line.length === 1 && sight.contains(line[0])) return line[0];
      for (let each = 1; each < line.length; each++) {
        const half = [(line[each][0] + line[each - 1][0]) / 2, (line[each][1] + line[each - 1][1]) / 2];
        if (sight.contains(half)) return half;
      }
    }
    return null;
  }

  function within(districts, here) {
    let crossed = 0;
    districts.forEach((each) => each.lines.forEach((ring) => {
      for (let next = 1; next < ring.length; next++) {
        const [y1, x1] = ring[next - 1], [y2, x2] = ring[next];
        if ((y1 > here.lat) !== (y2 > here.lat) && here.lng < (x2 - x1) * (here.lat - y1) / (y2 - y1) + x1) crossed++;
      }
    }));
    return crossed % 2 === 1;
  }

  function nearest(streets, here) {
    const shorter = Math.cos(here.lat * Math.PI / 180);
    let best = BESIDE, name = '';
    streets.forEach((street) => street.lines.forEach((line) => {
      for (let next = 1; next < line.length; next++) {
        const [one, other] = [line[next - 1], line[next]];
        const east = (other[1] - one[1]) * shorter, north = other[0] - one[0];
        const x = (here.lng - one[1]) * shorter, y = here.lat - one[0];
        const share = Math.max(0, Math.min(1, (x * east + y * north) / (east * east + north * north || 1)));
        const away = Math.hypot(x - share * east, y - share * north);
        if (away < best) [best, name] = [away, street.name];
      }
    }));
    return name;
  }

  // ---- parts of a page
  function icon(className, text, iconSize, iconAnchor) {
    return L.divIcon({ className, html: element('span', '', text), iconSize, iconAnchor });
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, className) {
    const made = element('button', className, text);
    made.type = 'button';
    return made;
  }

  const json = (address) => fetch(address).then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status));

  function need(tag, attributes) {
    return new Promise((done, failed) => {
      const made = Object.assign(document.createElement(tag), attributes);
      made.addEventListener('load', done);
      made.addEventListener('error', failed);
      document.head.append(made);
    });
  }
})();
