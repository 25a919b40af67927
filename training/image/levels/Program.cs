using System.Globalization;
using SemCom;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Training.Image;

// Writes levels of pictures, as the product quantises them, and what an entropy network is told of each, for entropy.py.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 3 || !int.TryParse(args[2], out var qualities))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project training/image/levels -- PICTURES OUT QUALITIES      PICTURES: a folder of PNG pictures; OUT: a folder");
    return 2;
}
const double Coarsest = 240, Finest = 20;
const string Model = "image-base";
var random = new Random(1);
var entry = ModelCatalogue.Default.FindCodec(Model);
var tables = LatentTables.Parse(entry.OpenFile("tables"));
var rotations = ModelRotations.Of(entry, tables)!.Tokens;
using var transmitter = SemanticTransmitter.Load(Model);
Directory.CreateDirectory(args[1]);
using var means = new LevelRecords(Path.Combine(args[1], "means.bin"), seed: 1);
using var latents = new LevelRecords(Path.Combine(args[1], "latents.bin"), seed: 2);
var files = Directory.GetFiles(args[0], "*.png").Order(StringComparer.Ordinal).ToArray();
for (var i = 0; i < files.Length; i++)
{
    var tokens = transmitter.Tokenize(Picture.Load(files[i]));
    for (var n = 0; n < qualities; n++)
    {
        var step = Finest * Math.Pow(Coarsest / Finest, random.NextDouble());
        var quality = PictureTokens.QualityCount - 1 - Enumerable.Range(0, PictureTokens.QualityCount).First(index => TokenHeader.StepOf(index) >= step);
        var bytes = tokens.ToBytes(quality);
        var message = TokenMessage.FromBytes(TokenMessage.ReadHeader(bytes)!, bytes, tables, rotations)!;
        means.Add(message.MeansOf(tables).Kinds, message.Means);
        latents.Add(message.KindsOf(tables), message.Levels);
    }
    if ((i + 1) % 40 == 0)
        Console.WriteLine($"levels of {i + 1} pictures");
}
return 0;
