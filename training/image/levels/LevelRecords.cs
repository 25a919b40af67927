using System.Runtime.InteropServices;
using SemCom.Latents;

namespace SemCom.Training.Image;

/// <summary>
/// A file of levels. For each message: int32 number of levels n and of features f; float16 [n · f] features, int32 [n] magnitudes, int16 [n] latents, int16 [n] rotations, uint8 [n] quantisers,
/// float32 [n] how many levels each stands for.
/// </summary>
internal sealed class LevelRecords(string file, int seed) : IDisposable
{
    /// <summary>Chance of a level of no variance to be taken; one of a variance of a squared spread is taken for certain.</summary>
    private const double Rare = 0.1;

    private readonly Random _random = new(seed);
    private readonly BinaryWriter _writer = new(File.Create(file));

    /// <summary>Writes levels of a message: those whose width a network would correct, some of them.</summary>
    public void Add(PatchKinds kinds, LatentLevels levels)
    {
        var (features, magnitudes, latents, rotations, quantisers, weights) = (new List<Half>(), new List<int>(), new List<short>(), new List<short>(), new List<byte>(), new List<float>());
        var spread = LatentLevels.Spread * levels.Step;
        var context = new LevelContext(kinds, spread);
        var told = new LevelFeatures(kinds, context, spread);
        var row = new float[LevelFeatures.OfLevel + told.Patch.Length];
        for (var patch = 0; patch < kinds.Patches.Count; patch++)
        {
            context.Enter(patch);
            told.Enter(patch);
            var path = default(LevelPath);
            for (var (latent, at) = (0, patch); latent < kinds.Latents; latent++, at += kinds.Patches.Count)
            {
                var (expected, level) = (path.Expect(context, latent), levels.Levels[at]);
                var quantiser = expected.Model.Quantiser;
                var chance = expected.Variance < LevelRefinement.Narrowest ? 0 : Math.Min(1, Rare + (1 - Rare) * expected.Variance);
                if (_random.NextDouble() < chance)
                {
                    Array.Clear(row);
                    told.Tell(expected, path, row);
                    row[LevelFeatures.BesideQuantiser + quantiser.Number] = 1;
                    told.Patch.CopyTo(row.AsSpan(LevelFeatures.OfLevel));
                    features.AddRange(row.Select(value => (Half)value));
                    magnitudes.Add(Math.Abs(level));
                    latents.Add((short)latent);
                    rotations.Add((short)kinds.RotationOf(kinds[patch]));
                    quantisers.Add(quantiser.Number);
                    weights.Add((float)(1 / chance));
                }
                path.Take(quantiser, Math.Abs(level));
                context.Learn(latent, quantiser, level);
            }
            context.Leave();
            told.Leave();
        }
        _writer.Write(magnitudes.Count);
        _writer.Write(row.Length);
        Write(features);
        Write(magnitudes);
        Write(latents);
        Write(rotations);
        Write(quantisers);
        Write(weights);
    }

    public void Dispose() => _writer.Dispose();

    private void Write<T>(List<T> values) where T : struct => _writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)));
}
