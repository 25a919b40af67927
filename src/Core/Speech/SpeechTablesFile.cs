using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Speech;

/// <summary>The form of <c>tables.json</c> of a speech model, as its recipe writes it: all numbers are integers.</summary>
/// <param name="Bands">For depths 1 to 3: mean levels of the bands of each class [classes][bands], hundredths of log10 of the mean square.</param>
/// <param name="Levels">For depths 0 to 3: levels of the variance of each class at the nodes [classes][nodes] [dB].</param>
/// <param name="Follow">Counts of classes: the first table [17][16] by the class before (16: none), the others [classes / 4][5][4] by parent and child before.</param>
/// <param name="Comb">Factors of the variance by strength, region and phase, in hundredths.</param>
/// <param name="Pitch">Counts of states of pitch.</param>
internal sealed record SpeechTablesFile(int[][][] Bands, int[][][] Levels, JsonElement[] Follow, int[][][] Comb, SpeechPitchCounts Pitch);

/// <summary>Counts of states of pitch.</summary>
/// <param name="States">Strength after strength; 0 is no pitch [3][3].</param>
/// <param name="First">Pitches after none.</param>
/// <param name="Deltas">Changes of −8 .. 8 steps, and larger ones.</param>
internal sealed record SpeechPitchCounts(int[][] States, int[] First, int[] Deltas);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SpeechTablesFile))]
[JsonSerializable(typeof(int[][]))]
[JsonSerializable(typeof(int[][][]))]
internal sealed partial class SpeechTablesJson : JsonSerializerContext;
