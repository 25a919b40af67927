using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>Draws what became of a picture: what mattered, where the channel uses went, which were lost or boosted, and where the error sits.</summary>
internal static class ExplanationPictures
{
    private const string Boosted = "#0072B2", Weak = "#E69F00", Lost = "#D55E00", Silent = "#999999";

    /// <summary>Pictures shorter than this are enlarged by whole factors, so that patches can be told apart.</summary>
    private const int LeastSide = 256;

    private const double Opacity = 0.6;

    /// <summary>All that can be told; of a lost frame only the error, and importance only where there was a focus.</summary>
    public static IReadOnlyList<ExplanationPicture> Of(Exposition exposition)
    {
        var (original, result) = (exposition.Original, exposition.Result);
        var pictures = new List<ExplanationPicture>();
        if (result.Interest is { } interest)
            pictures.Add(Importance(original, interest));
        if (result.Explanation is { } explanation)
        {
            pictures.Add(RateMap(original, explanation));
            pictures.Add(Symbols(original, explanation));
            pictures.Add(Expected(original, explanation));
        }
        pictures.Add(Error(original, result.Picture));
        return pictures;
    }

    private static ExplanationPicture Importance(Picture original, RegionOfInterest interest)
    {
        var values = interest.Weights.Values.ToArray();
        var least = values.Min();
        var range = Decibels.FromLinear(values.Max() / least);
        var picture = Tint(original, (x, y) => ColourScale.At(Decibels.FromLinear(values[y * original.Width + x] / least) / range), Opacity);
        Outline(picture, original, interest.Region);
        return new("importance", "What matters", "How much more errors count than where the picture matters least; the white line is the region that reports call the focus.",
            Legend.Scale(Enlarged(picture, original), range, "dB"));
    }

    private static ExplanationPicture RateMap(Picture original, FrameExplanation explanation)
    {
        var most = 1;
        foreach (var patch in explanation.Patches)
            most = Math.Max(most, patch.Sent);
        var picture = Tint(original, (x, y) => ColourScale.At((double)explanation.At(x, y).Sent / most), Opacity);
        return new("rate-map", "Where the channel uses went", $"Latent values sent for each patch of {explanation.Patch}x{explanation.Patch} pixels, two in a symbol; colour means, which all patches share, are not counted.",
            Legend.Scale(Enlarged(picture, original), most, "values sent"));
    }

    private static ExplanationPicture Symbols(Picture original, FrameExplanation explanation)
    {
        var (sent, boosted, weak, lost, silent) = (0, 0, 0, 0, 0);
        foreach (var patch in explanation.Patches)
            (sent, boosted, weak, lost, silent) = (sent + patch.Sent, boosted + patch.Boosted, weak + patch.Weak, lost + patch.Lost, silent + patch.Silent);
        var picture = Tint(original, (x, y) => Mixed(explanation.At(x, y)), 0.75);
        string Share(int count) => (sent == 0 ? 0 : (double)count / sent).ToString("0.0 %", CultureInfo.InvariantCulture);
        return new("symbols", "Lost, weak and boosted",
            $"Colours are mixed by the shares of each patch. Of all values {Share(boosted)} were sent with more than the mean power, {Share(silent)} with none, {Share(weak)} met more than four times the planned noise, {Share(lost)} did not arrive.",
            Legend.Names(Enlarged(picture, original), (Boosted, "boosted"), (Silent, "silent"), (Weak, "weak"), (Lost, "lost")));
    }

    private static ExplanationPicture Expected(Picture original, FrameExplanation explanation)
    {
        double most = 1;
        foreach (var patch in explanation.Patches)
            most = Math.Max(most, patch.ExpectedError);
        var picture = Tint(original, (x, y) => ColourScale.At(explanation.At(x, y).ExpectedError / most), Opacity);
        return new("expected-error", "What the receiver does not know", "Root mean square error of each patch that the receiver expects before its network, without the colour means.",
            Legend.Scale(Enlarged(picture, original), most, "grey levels of 255"));
    }

    private static ExplanationPicture Error(Picture original, Picture received)
    {
        var errors = new double[original.Width * original.Height];
        for (var i = 0; i < errors.Length; i++)
        {
            double sum = 0;
            for (var c = 0; c < 3; c++)
                sum += Math.Pow(original.Rgb[3 * i + c] - received.Rgb[3 * i + c], 2);
            errors[i] = Math.Sqrt(sum / 3);
        }
        // One error in a hundred is larger: a few must not hide the others.
        var most = Math.Max(1, errors.Order().ElementAt(errors.Length * 99 / 100));
        var picture = Tint(original, (x, y) => ColourScale.At(errors[y * original.Width + x] / most), 1);
        return new("error", "Where the error sits", "Difference between what was sent and what arrived, pixel by pixel; the brightest colour also stands for the largest hundredth.",
            Legend.Scale(Enlarged(picture, original), most, "grey levels of 255"));
    }

    private static (byte R, byte G, byte B) Mixed(PatchReport patch)
    {
        double r = 255, g = 255, b = 255;
        foreach (var (colour, count) in new[] { (Boosted, patch.Boosted), (Silent, patch.Silent), (Weak, patch.Weak), (Lost, patch.Lost) })
        {
            var share = patch.Sent == 0 ? 0 : (double)count / patch.Sent;
            var rgb = Convert.FromHexString(colour.AsSpan(1));
            (r, g, b) = (r + share * (rgb[0] - r), g + share * (rgb[1] - g), b + share * (rgb[2] - b));
        }
        return ((byte)r, (byte)g, (byte)b);
    }

    /// <summary>The picture in grey under a tint.</summary>
    private static byte[] Tint(Picture original, Func<int, int, (byte R, byte G, byte B)> colour, double opacity)
    {
        var rgb = new byte[original.Rgb.Length];
        for (var i = 0; i < original.Width * original.Height; i++)
        {
            var (r, g, b) = colour(i % original.Width, i / original.Width);
            var grey = 0.299 * original.Rgb[3 * i] + 0.587 * original.Rgb[3 * i + 1] + 0.114 * original.Rgb[3 * i + 2];
            (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = (Over(r), Over(g), Over(b));

            byte Over(byte value) => (byte)Math.Round(grey + opacity * (value - grey));
        }
        return rgb;
    }

    private static void Outline(byte[] rgb, Picture original, RegionMask region)
    {
        for (var y = 0; y < original.Height; y++)
        {
            for (var x = 0; x < original.Width; x++)
            {
                var inside = region[x, y];
                if ((x + 1 < original.Width && region[x + 1, y] != inside) || (y + 1 < original.Height && region[x, y + 1] != inside))
                    rgb.AsSpan((y * original.Width + x) * 3, 3).Fill(255);
            }
        }
    }

    private static Picture Enlarged(byte[] rgb, Picture original)
    {
        var factor = Math.Max(1, (LeastSide + Math.Max(original.Width, original.Height) - 1) / Math.Max(original.Width, original.Height));
        var (width, height) = (original.Width * factor, original.Height * factor);
        var large = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            rgb.AsSpan((i / width / factor * original.Width + i % width / factor) * 3, 3).CopyTo(large.AsSpan(3 * i));
        return new Picture(width, height, large);
    }
}
