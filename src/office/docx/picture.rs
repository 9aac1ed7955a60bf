//! A QR code as a picture in a document.

use crate::journal::qr::{QUIET, QrPicture};
use std::fmt::Write;
use std::io;

/// Pixels of a module: printers make sharp edges of them.
const SCALE: usize = 8;
/// English metric units in a millimetre.
const EMU: usize = 36_000;
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// PNG, one bit a pixel.
///
/// # Errors
/// Packing in memory does not fail; the crate's signature says it might.
pub(super) fn png(picture: &QrPicture) -> io::Result<Vec<u8>> {
    let side = (picture.side() + 2 * QUIET) * SCALE;
    let bytes = side.div_ceil(8);
    let mut pixels = vec![0xff_u8; bytes * side];
    let dark = |pixel: usize| (pixel / SCALE).checked_sub(QUIET);
    for (row, line) in pixels.chunks_mut(bytes).enumerate() {
        for column in 0..side {
            let (Some(x), Some(y)) = (dark(column), dark(row)) else {
                continue;
            };
            if picture.dark(x, y)
                && let Some(byte) = line.get_mut(column / 8)
            {
                *byte &= !(0x80 >> (column % 8));
            }
        }
    }
    let mut out = Vec::new();
    let width = u32::try_from(side).map_err(io::Error::other)?;
    let mut encoder = png::Encoder::new(&mut out, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(out)
}

/// The name of picture number `n` among the parts of a document, counted from 1.
pub(super) fn part(n: usize) -> String {
    format!("media/image{n}.png")
}

/// The name under which a document's text speaks of it.
pub(super) fn relation(n: usize) -> String {
    format!("rIdPicture{n}")
}

/// Picture number `n`, so many millimetres wide and high, as it stands in a paragraph.
pub(super) fn inline(out: &mut String, n: usize, millimetres: usize, title: &str) {
    let size = millimetres * EMU;
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<w:r><w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" \
         distL=\"0\" distR=\"0\"><wp:extent cx=\"{size}\" cy=\"{size}\"/>\
         <wp:docPr id=\"{n}\" name=\"QR {n}\" descr=\"{title}\"/>\
         <a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\">\
         <pic:pic xmlns:pic=\"{DRAWING}/picture\"><pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"QR {n}\"/>\
         <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{}\"/><a:stretch><a:fillRect/></a:stretch>\
         </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{size}\" cy=\"{size}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r>",
        relation(n)
    );
}
